import { afterMessages } from "../app/afterMessages.ts";
import { getRecordsMessages } from "../kinds/consumers/get-records/messages.ts";
import { codeMessages } from "../kinds/producers/code/messages.ts";
import { sdkMessages } from "../kinds/producers/sdk/messages.ts";
import { scenarioMessages } from "../scenario/messages.ts";
import { actorsMessages } from "../views/actors/messages.ts";
import { happeningMessages } from "../views/caption/happeningMessages.ts";
import { codeMessages as programMessages } from "../views/code/messages.ts";
import { helpMessages } from "../views/dialogs/messages.ts";
import { evidenceMessages } from "../views/evidence/messages.ts";
import { exchangeMessages } from "../views/exchange/messages.ts";
import { inspectorMessages } from "../views/inspector/messages.ts";
import { journalMessages } from "../views/journal/messages.ts";
import { metricsMessages } from "../views/metrics/messages.ts";
import { putbyhandMessages } from "../views/putbyhand/messages.ts";
import { shareMessages } from "../views/share/messages.ts";
import { tableMessages } from "../views/table/messages.ts";

/** The strings of what opens on demand (panels, dialogs, refusals), by namespace: one line per room. */
export const laterTables = {
  scenario: scenarioMessages,
  after: afterMessages,
  happening: happeningMessages,
  help: helpMessages,
  evidence: evidenceMessages,
  exchange: exchangeMessages,
  inspector: inspectorMessages,
  journal: journalMessages,
  metrics: metricsMessages,
  putbyhand: putbyhandMessages,
  table: tableMessages,
  share: shareMessages,
  actors: actorsMessages,
  code: programMessages,
  "kind-sdk": sdkMessages,
  "kind-get-records": getRecordsMessages,
  "kind-code": codeMessages,
} as const;
