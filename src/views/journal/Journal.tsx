import { useState } from "react";
import { formatClock, formatCount } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import type { ActorInfo, JournalRow } from "../../protocol/frame.ts";
import { useActions, useFrame, useQuery, useTopology } from "../../store/hooks.ts";
import { useRuntime } from "../../store/runtime.ts";
import parts from "../inspector/parts/parts.module.css";
import { type Group, GROUP_NAMES, toggled, typesOf } from "./groups.ts";
import styles from "./Journal.module.css";
import { markOf } from "./markOf.ts";
import { rowText } from "./rowText.ts";

const PAGE_ROWS = 60;
const NOBODY: readonly ActorInfo[] = [];

/** Where a page begins: below this row, at or before this moment. */
interface Cursor {
  readonly atUs: number;
  readonly row: number;
}

interface FiltersProps {
  readonly groups: readonly Group[];
  readonly onGroups: (groups: readonly Group[]) => void;
}

const Filters = ({ groups, onGroups }: FiltersProps) => {
  const t = useText("journal");
  return (
    <div className={parts["row"]} role="group" aria-label={t("filter")}>
      {GROUP_NAMES.map((group) => (
        <button
          key={group}
          type="button"
          className={parts["button"]}
          aria-pressed={groups.includes(group)}
          onClick={() => onGroups(toggled(groups, group))}
        >
          {t(`group.${group}`)}
        </button>
      ))}
    </div>
  );
};

const Row = ({ row }: { readonly row: JournalRow }) => {
  const t = useText("journal");
  const actions = useActions();
  const { ui } = useRuntime();
  const time = formatClock(row.atUs);
  const topology = useTopology();
  const actors = topology?.actors ?? NOBODY;
  const text = rowText(row, actors, t);
  return (
    <li className={styles["row"]}>
      <button
        type="button"
        className={styles["time"]}
        aria-label={t("seek", { time })}
        onClick={() => {
          actions.setHighlight(row.targets);
          actions.seek(row.atUs);
        }}
      >
        {time}
      </button>
      {row.targets.length > 0 ? (
        <button
          type="button"
          className={styles["text"]}
          title={t("light")}
          onClick={() => {
            actions.setHighlight(row.targets);
            // The journal stays open: the inspector has the mark when one goes there.
            const selection = markOf(row, actors);
            if (selection) ui.setState({ selection });
          }}
        >
          <span className={styles["words"]}>{text}</span>
        </button>
      ) : (
        <span className={styles["text"]}>
          <span className={styles["words"]}>{text}</span>
        </span>
      )}
      {row.times > 1 ? (
        <span className={styles["times"]}>{t("times", { n: formatCount(row.times) })}</span>
      ) : null}
    </li>
  );
};

/** What happened, newest first; a row takes the stage to its moment. */
export default function Journal() {
  const t = useText("journal");
  const [groups, setGroups] = useState<readonly Group[]>(GROUP_NAMES);
  const [cursor, setCursor] = useState<Cursor | undefined>();
  const nowUs = useFrame((frame) => frame.atUs) ?? 0;
  const beforeUs = cursor ? Math.min(cursor.atUs, nowUs) + 1 : nowUs + 1;
  const types = typesOf(groups);
  const answer = useQuery(
    "journal",
    groups.length === 0 ? undefined : { beforeUs, count: PAGE_ROWS, types },
  );
  const rows = (answer?.rows ?? []).filter((row) => !cursor || row.row < cursor.row);
  const last = rows.at(-1);
  return (
    <div className={parts["panel"]}>
      <Filters
        groups={groups}
        onGroups={(next) => {
          setGroups(next);
          setCursor(undefined);
        }}
      />
      {answer ? <p className={styles["total"]}>{t("total", { count: answer.total })}</p> : null}
      <ol className={styles["rows"]} aria-label={t("list")}>
        {rows.map((row) => (
          <Row key={row.row} row={row} />
        ))}
      </ol>
      {groups.length === 0 ? <p className={parts["muted"]}>{t("noGroup")}</p> : null}
      {answer && rows.length === 0 ? <p className={parts["muted"]}>{t("empty")}</p> : null}
      <div className={parts["row"]}>
        {cursor ? (
          <button type="button" className={parts["button"]} onClick={() => setCursor(undefined)}>
            {t("newest")}
          </button>
        ) : null}
        {last && rows.length >= PAGE_ROWS / 2 ? (
          <button
            type="button"
            className={parts["button"]}
            onClick={() => setCursor({ atUs: last.atUs, row: last.row })}
          >
            {t("older")}
          </button>
        ) : null}
      </div>
    </div>
  );
}
