import { useState } from "react";
import { formatCount } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import type { TableQuery, TableSort } from "../../protocol/viewport.ts";
import { useActions, useFrame, useQuery } from "../../store/hooks.ts";
import parts from "../inspector/parts/parts.module.css";
import { COLUMNS, PAGE_ROWS, pageFrom, sortedBy, type Column } from "./columns.ts";
import { Rows } from "./Rows.tsx";
import styles from "./ShardTable.module.css";
import { StreamForms } from "./StreamForms.tsx";

const START: TableQuery = {
  sort: "hashKey",
  descending: false,
  from: 0,
  count: PAGE_ROWS,
  closed: true,
};

interface HeadProps {
  readonly query: TableQuery;
  /** Letter of the consumer whose lag is shown, or "". */
  readonly reader: string;
  readonly onSort: (sort: TableSort) => void;
}

const Head = ({ query, reader, onSort }: HeadProps) => {
  const t = useText("table");
  const nameOf = (id: Column["id"]): string =>
    id === "lag" && reader ? t("lagOf", { letter: reader }) : t(id);
  return (
    <thead>
      <tr>
        {COLUMNS.map(({ id, sort, number }) => {
          const sorted = sort !== undefined && query.sort === sort;
          const order = query.descending ? "descending" : "ascending";
          return (
            <th
              key={id}
              scope="col"
              aria-sort={sorted ? order : undefined}
              className={number ? styles["number"] : undefined}
            >
              {sort ? (
                <button
                  type="button"
                  className={styles["sort"]}
                  title={t("sortBy", { column: nameOf(id) })}
                  onClick={() => onSort(sort)}
                >
                  {nameOf(id)}
                  <span aria-hidden="true">{sorted ? (query.descending ? " ↓" : " ↑") : ""}</span>
                </button>
              ) : (
                t(id)
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
};

interface PagerProps {
  readonly from: number;
  readonly total: number;
  readonly onFrom: (from: number) => void;
}

const Pager = ({ from, total, onFrom }: PagerProps) => {
  const t = useText("table");
  if (total <= PAGE_ROWS) return null;
  const values = {
    from: formatCount(from + 1),
    to: formatCount(Math.min(total, from + PAGE_ROWS)),
    total: formatCount(total),
  };
  return (
    <nav className={parts["row"]} aria-label={t("page", values)}>
      <button
        type="button"
        className={parts["button"]}
        disabled={from === 0}
        onClick={() => onFrom(pageFrom(from, -1, total))}
      >
        {t("previous")}
      </button>
      <span className={styles["page"]}>{t("page", values)}</span>
      <button
        type="button"
        className={parts["button"]}
        disabled={from + PAGE_ROWS >= total}
        onClick={() => onFrom(pageFrom(from, 1, total))}
      >
        {t("next")}
      </button>
    </nav>
  );
};

/** The stage's operable twin: every shard as a row, split and merge in the rows. */
export default function ShardTable() {
  const t = useText("table");
  const actions = useActions();
  const [query, setQuery] = useState(START);
  const [openShard, setOpenShard] = useState(-1);
  const answer = useQuery("table", query);
  const stream = useFrame((frame) => frame.stream);
  if (!stream) return null;
  const total = answer?.total ?? 0;
  return (
    <div className={parts["panel"]}>
      <div className={parts["row"]}>
        <label className={styles["check"]}>
          <input
            type="checkbox"
            checked={query.closed}
            onChange={(event) => setQuery({ ...query, from: 0, closed: event.target.checked })}
          />
          {t("withClosed")}
        </label>
        <button
          type="button"
          className={parts["button"]}
          aria-pressed={query.sort === "hashKey"}
          onClick={() => setQuery(sortedBy({ ...query, descending: true }, "hashKey"))}
        >
          {t("hashKey")}
        </button>
      </div>
      <div className={styles["scroll"]} tabIndex={0} role="region" aria-label={t("scroll")}>
        <table className={styles["table"]}>
          <caption className={styles["caption"]}>
            {t("caption", { stream: stream.name, total: formatCount(total) })}
          </caption>
          <Head
            query={query}
            reader={answer?.reader ?? ""}
            onSort={(sort) => setQuery(sortedBy(query, sort))}
          />
          <Rows
            rows={answer?.rows ?? []}
            openShard={openShard}
            onOpen={setOpenShard}
            onLeave={() => actions.setHighlight([])}
          />
        </table>
        {answer && total === 0 ? <p className={styles["hint"]}>{t("noShards")}</p> : null}
      </div>
      <Pager from={query.from} total={total} onFrom={(from) => setQuery({ ...query, from })} />
      <StreamForms key={stream.name} stream={stream} />
    </div>
  );
}
