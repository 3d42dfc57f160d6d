export { codeMessages } from "../../producers/code/messages.ts";
