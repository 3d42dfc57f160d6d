import { engine } from "../engine.ts";

postMessage(engine(1_000));
