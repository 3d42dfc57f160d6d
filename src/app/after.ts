/** What the page does besides the first picture; loaded after it. */
export { startPuttingAside } from "./aside.ts";
export { watchEndpoint } from "./attached.ts";
export { tellDeaths } from "./deaths.ts";
export { startExpiry } from "./expiry.ts";
export { startKeeping } from "./keeper.ts";
export { tellQuiet } from "./quiet.ts";
