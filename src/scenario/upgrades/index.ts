/** Older documents (links unfolded, files) brought to the current format, a version at a time. */
import { LOG_VERSION } from "../../protocol/log.ts";

/** What a link or file of one version holds, before it is checked. */
export type Document = Readonly<Record<string, unknown>>;
/** Takes a document of version `from` and gives one of version `from + 1`. */
export interface Upgrade {
  readonly from: number;
  readonly upgrade: (document: Document) => Document;
}

/** One step for every version there has been before the current one, oldest first. */
const UPGRADES: readonly Upgrade[] = [];

/** The steps as given; throws where one is missing, doubled or out of place. */
export const completeSteps = (steps: readonly Upgrade[], current: number): readonly Upgrade[] => {
  for (let version = 1; version < current; version++) {
    if (steps[version - 1]?.from !== version) {
      throw new Error(`scenario/upgrades: no step from version ${version} to ${version + 1}`);
    }
  }
  if (steps.length !== current - 1) {
    throw new Error(`scenario/upgrades: ${steps.length} steps for version ${current}`);
  }
  return steps;
};

const STEPS = completeSteps(UPGRADES, LOG_VERSION);

export const upgradeBy = (
  steps: readonly Upgrade[],
  version: number,
  document: Document,
): Document => steps.slice(version - 1).reduce((older, { upgrade }) => upgrade(older), document);

/** A document of `version` (1 or later, not newer than the current one) in the current format. */
export const upgradeDocument = (version: number, document: Document): Document =>
  upgradeBy(STEPS, version, document);
