import { ChevronDown } from "lucide-react";
import { useStore } from "zustand";
import { formatClock } from "../../i18n/format.ts";
import { useText, type TextKey } from "../../i18n/useText.ts";
import { SCENARIOS } from "../../scenario/library/index.ts";
import { asides } from "../../store/asides.ts";
import { useActions, useLocked, useUi } from "../../store/hooks.ts";
import { useRuntime } from "../../store/runtime.ts";
import { Popover } from "../../ui/Popover.tsx";
import { takeBack } from "../share/opening.ts";
import styles from "./toolbar.module.css";

type Group = "groupShards" | "groupReading" | "groupOrder" | "groupOther";

const GROUPS: Readonly<Record<Exclude<Group, "groupOther">, readonly string[]>> = {
  groupShards: ["hot-shard", "hot-key", "merge-cold", "update-shard-count", "thousand-doubled"],
  groupReading: ["five-pollers", "ten-megabyte-read", "retention"],
  groupOrder: ["split-while-lagging", "producer-duplicates", "crash-before-checkpoint"],
};

const NAMES = SCENARIOS.map((scenario) => scenario.name);
const grouped = (): readonly (readonly [Group, readonly string[]])[] => {
  const known = Object.entries(GROUPS).map(
    ([group, names]) => [group as Group, names.filter((name) => NAMES.includes(name))] as const,
  );
  const placed = known.flatMap(([, names]) => names);
  const others = NAMES.filter((name) => !placed.includes(name));
  return [...known, ["groupOther", others] as const].filter(([, names]) => names.length > 0);
};

const scenarioKey = (name: string, text: "title" | "question") =>
  `${name}.${text}` as TextKey<"scenario">;

const addressOf = (name: string): string => `#v=1&s=${name}&c=hand`;

/** The person's own runs that gave way to others. */
const Asides = ({ close }: { readonly close: () => void }) => {
  const t = useText("toolbar");
  const words = useText("scenario");
  const runtime = useRuntime();
  const states = useStore(asides);
  if (states.length === 0) return null;
  return (
    <section>
      <h2 className={styles.group}>{t("groupAside")}</h2>
      {states.map((state, at) => (
        <button
          key={at}
          type="button"
          className={styles.scenario}
          onClick={() => {
            close();
            takeBack(runtime, state);
          }}
        >
          <strong>
            {state.scenario ? words(scenarioKey(state.scenario, "title")) : t("scenarioOwn")}
          </strong>
          <span>{t("asideAt", { at: formatClock(state.atUs ?? 0) })}</span>
        </button>
      ))}
    </section>
  );
};

/** The stock scenarios by group, each with its question. */
export const ScenarioPicker = () => {
  const t = useText("toolbar");
  const words = useText("scenario");
  const actions = useActions();
  const current = useUi((ui) => ui.scenario);
  const locked = useLocked("scenario");
  const title = NAMES.includes(current) ? words(scenarioKey(current, "title")) : t("scenarioOwn");
  const face = (
    <>
      <span className={styles.ellipsis}>{title}</span>
      <ChevronDown aria-hidden />
    </>
  );
  const button = {
    className: styles.picker ?? "",
    disabled: locked,
    "aria-label": `${t("scenario")}: ${title}`,
    title: t(locked ? "locked" : "scenarioHint"),
  };
  return (
    <Popover label={t("scenario")} face={face} button={button}>
      {(close) => (
        <div className={styles.scenarios}>
          <Asides close={close} />
          {grouped().map(([group, names]) => (
            <section key={group}>
              <h2 className={styles.group}>{t(group)}</h2>
              {names.map((name) => (
                <a
                  key={name}
                  href={location.pathname + location.search + addressOf(name)}
                  className={styles.scenario}
                  aria-current={name === current}
                  onClick={() => {
                    close();
                    // The address opens it, unless it is the address already.
                    if (location.hash === addressOf(name)) actions.openScenario(name);
                  }}
                >
                  <strong>{words(scenarioKey(name, "title"))}</strong>
                  <span>{words(scenarioKey(name, "question"))}</span>
                </a>
              ))}
            </section>
          ))}
        </div>
      )}
    </Popover>
  );
};
