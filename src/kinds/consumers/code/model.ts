import { makePlaces, type ConsumerModel } from "../../../engine/public.ts";
import { codeConsumerMeta } from "./meta.ts";

const NOWHERE = makePlaces();

export const codeConsumerModel: ConsumerModel = {
  meta: codeConsumerMeta,
  outside: true,

  create: () => ({}),
  update: () => undefined,

  /** The program's connection is gone: nothing more is pushed to it. */
  signal({ world, actor }) {
    const { settings } = world;
    const others = settings?.subscribed.filter((each) => each.actor !== actor.id);
    if (!settings || !others || others.length === settings.subscribed.length) {
      return `${actor.name} has no subscription.`;
    }
    settings.subscribed = others;
    return undefined;
  },

  on: () => undefined,

  places: ({ outside }) => outside?.places ?? NOWHERE,
  running: () => true,
  sink: () => "none",
};
