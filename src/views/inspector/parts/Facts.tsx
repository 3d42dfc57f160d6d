import styles from "./parts.module.css";

export interface FactRow {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly long?: boolean;
}

/** Names and values; long values get a line of their own. */
export const Facts = ({ rows }: { readonly rows: readonly FactRow[] }) => (
  <dl className={styles["facts"]}>
    {rows.map((row) => (
      <div key={row.id} className={row.long ? styles["factLong"] : styles["fact"]}>
        <dt>{row.label}</dt>
        <dd>{row.value}</dd>
      </div>
    ))}
  </dl>
);
