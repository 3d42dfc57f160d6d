import { formatClock } from "../../i18n/format.ts";
import { textOf } from "../../i18n/useText.ts";
import type { Runtime } from "../../store/runtime.ts";
import { shownStream } from "../../store/shown.ts";
import { scenarioKey } from "../caption/question.ts";
import { drawPicture, type Picture } from "./picture/picture.ts";

/** The stage in a picture that says which run and moment it is of. */
export const pictureOf = async ({ ui, session }: Runtime): Promise<Picture> => {
  const { scenario, stream } = ui.getState();
  const title = scenarioKey(scenario, "title");
  const left = [
    title ? textOf("scenario", title) : textOf("toolbar", "scenarioOwn"),
    shownStream(stream, session.topology()),
    formatClock(session.frame()?.atUs ?? 0),
  ];
  const footer = { left: left.filter((part) => part !== "").join(" · "), right: "Shardscope" };
  const picture = await drawPicture(document, footer);
  if (!picture) throw new Error(textOf("exchange", "noStage"));
  return picture;
};
