import type { Group } from "../case.ts";
import { consumers } from "./consumers.ts";
import { iterators } from "./iterators.ts";
import { lifecycle } from "./lifecycle.ts";
import { listing } from "./listing.ts";
import { reading } from "./reading.ts";
import { resharding } from "./resharding.ts";
import { scaling } from "./scaling.ts";
import { sequences } from "./sequences.ts";
import { settings } from "./settings.ts";
import { shards } from "./shards.ts";
import { subscribing } from "./subscribing.ts";
import { tags } from "./tags.ts";
import { account } from "./account.ts";
import { validation } from "./validation.ts";
import { writing } from "./writing.ts";

/** In the order in which they are run; `account` changes what others would see, so it is last. */
export const GROUPS: readonly Group[] = [
  { title: "streams", cases: lifecycle },
  { title: "shards", cases: shards },
  { title: "resharding", cases: resharding },
  { title: "UpdateShardCount", cases: scaling },
  { title: "sequence numbers", cases: sequences },
  { title: "writing", cases: writing },
  { title: "iterators", cases: iterators },
  { title: "reading", cases: reading },
  { title: "listing", cases: listing },
  { title: "validation", cases: validation },
  { title: "settings", cases: settings },
  { title: "tags and policies", cases: tags },
  { title: "consumers", cases: consumers },
  { title: "SubscribeToShard", cases: subscribing },
  { title: "account", cases: account },
];
