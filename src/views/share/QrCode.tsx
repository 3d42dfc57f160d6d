import { encode } from "uqr";
import { useText } from "../../i18n/useText.ts";
import styles from "./share.module.css";

const QUIET = 2;

/** One path of all dark modules, or undefined where the text is too long. */
const pathOf = (text: string): { readonly d: string; readonly size: number } | undefined => {
  try {
    const { data, size } = encode(text, { ecc: "L", border: QUIET });
    const d = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")));
    return { d: d.join(""), size };
  } catch {
    return undefined;
  }
};

export const QrCode = ({ text }: { readonly text: string }) => {
  const t = useText("share");
  const code = pathOf(text);
  if (!code) return <p className={`${styles.note} ${styles.noQr}`}>{t("noQr")}</p>;
  return (
    <svg
      className={styles.qr}
      viewBox={`0 0 ${code.size} ${code.size}`}
      role="img"
      aria-label={t("qr")}
      shapeRendering="crispEdges"
    >
      <path d={code.d} fill="currentColor" />
    </svg>
  );
};
