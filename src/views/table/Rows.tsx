import { Fragment } from "react";
import { useText } from "../../i18n/useText.ts";
import type { ShardRow } from "../../protocol/frame.ts";
import { useActions } from "../../store/hooks.ts";
import { shardName } from "../caption/values.ts";
import parts from "../inspector/parts/parts.module.css";
import { ShardActions } from "../inspector/ShardActions.tsx";
import { cellOf, COLUMNS } from "./columns.ts";
import styles from "./ShardTable.module.css";

interface RowProps {
  readonly row: ShardRow;
  readonly open: boolean;
  readonly onOpen: () => void;
}

const Row = ({ row, open, onOpen }: RowProps) => {
  const t = useText("table");
  const actions = useActions();
  const name = shardName(row.shard);
  const light = (): void => actions.setHighlight([{ type: "shard", shard: row.shard }]);
  return (
    <tr className={row.state === "CLOSED" ? styles["closed"] : undefined} onMouseEnter={light}>
      {COLUMNS.map((column) =>
        column.id === "shard" ? (
          <th key={column.id} scope="row">
            <button
              type="button"
              className={styles["name"]}
              aria-label={t("inspect", { shard: row.shardId })}
              onFocus={light}
              onClick={() => actions.select({ type: "shard", shard: row.shard })}
            >
              {name}
            </button>
          </th>
        ) : (
          <td key={column.id} className={column.number ? styles["number"] : undefined}>
            {column.id === "throttled" && row.throttledPerS > 0 ? (
              <strong className={styles["over"]}>{cellOf(row, column.id)}</strong>
            ) : (
              cellOf(row, column.id)
            )}
            {column.id === "state" && row.state === "OPEN" ? (
              <button
                type="button"
                className={parts["quiet"]}
                aria-expanded={open}
                aria-label={t("reshard", { shard: name })}
                onClick={onOpen}
              >
                {t("reshardShort")}
              </button>
            ) : null}
          </td>
        ),
      )}
    </tr>
  );
};

interface RowsProps {
  readonly rows: readonly ShardRow[];
  readonly openShard: number;
  readonly onOpen: (shard: number) => void;
  readonly onLeave: () => void;
}

/** The page's rows; below the one that is unfolded, its split and merge. */
export const Rows = ({ rows, openShard, onOpen, onLeave }: RowsProps) => (
  <tbody onMouseLeave={onLeave}>
    {rows.map((row) => {
      const open = row.shard === openShard && row.state === "OPEN";
      return (
        <Fragment key={row.shard}>
          <Row row={row} open={open} onOpen={() => onOpen(open ? -1 : row.shard)} />
          {open ? (
            <tr>
              <td colSpan={COLUMNS.length} className={styles["unfolded"]}>
                <ShardActions shard={row.shard} />
              </td>
            </tr>
          ) : null}
        </Fragment>
      );
    })}
  </tbody>
);
