import { useStore } from "zustand";
import { formatCount } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import type { ActorInfo } from "../../protocol/frame.ts";
import { useActions, useFrame, useTopology } from "../../store/hooks.ts";
import { useRuntime } from "../../store/runtime.ts";
import { Facts } from "../inspector/parts/Facts.tsx";
import parts from "../inspector/parts/parts.module.css";
import { programOf } from "./program.ts";

const WRITTEN = ["attempted", "accepted", "throttled", "duplicated", "reordered"] as const;
const READ = ["delivered", "late", "reReads", "throttledCalls"] as const;

const alike = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const Count = ({ actor }: { readonly actor: ActorInfo }) => {
  const t = useText("code");
  const count = useText("inspector");
  const actions = useActions();
  const rows = useFrame((frame) => {
    if (actor.role === "producer") {
      const gauge = frame.producers.find((each) => each.id === actor.id);
      return gauge && WRITTEN.map((id) => [id, gauge[id]] as const);
    }
    const gauge = frame.consumers.find((each) => each.id === actor.id);
    return gauge && READ.map((id) => [id, gauge[id]] as const);
  }, alike);
  if (!rows) return null;
  return (
    <div className={parts["card"]}>
      <Facts
        rows={rows.map(([id, value]) => ({
          id,
          label: count(`count.${id}`),
          value: formatCount(value),
        }))}
      />
      <div className={parts["row"]}>
        <button
          type="button"
          className={parts["button"]}
          onClick={() => {
            actions.select({ type: "actor", id: actor.id });
          }}
        >
          {t("inspect", { name: actor.name, letter: actor.letter })}
        </button>
      </div>
    </div>
  );
};

/** What the engine itself counted of the program: no matter what it says of itself. */
export const Counts = () => {
  const t = useText("code");
  const { store } = programOf(useRuntime());
  const name = useStore(store, (state) => state.name);
  const actors = useTopology()?.actors ?? [];
  const mine = actors.filter((actor) => actor.kind === "code" && actor.name === name);
  if (mine.length === 0) return null;
  return (
    <section className={parts["section"]} aria-label={t("counted")}>
      <h3 className={parts["heading"]}>{t("counted")}</h3>
      {mine.map((actor) => (
        <Count key={actor.id} actor={actor} />
      ))}
    </section>
  );
};
