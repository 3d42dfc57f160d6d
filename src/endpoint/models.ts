/** Every kind, and every operation. */
export { models } from "../headless/models.ts";
