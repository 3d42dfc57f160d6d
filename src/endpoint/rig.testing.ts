import { emptyLog } from "../protocol/log.ts";
import { models } from "../headless/models.ts";
import { Host } from "./host.ts";
import { LIMITS, type Limits } from "./http.ts";
import { Server } from "./server.ts";

export const TOKEN = "0123456789abcdef";

export interface Rig {
  readonly host: Host;
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

/** An endpoint in this process, in memory, on a free port. */
export const startRig = async (limits: Partial<Limits> = {}): Promise<Rig> => {
  const host = await Host.open({
    models,
    speed: 1,
    origin: "",
    begin: () => Promise.resolve({ origin: "", log: { ...emptyLog(1), payloadBudget: 1e8 } }),
  });
  const options = { models, host: "127.0.0.1", port: 0, token: TOKEN };
  const server = new Server(host, { ...options, limits: { ...LIMITS, ...limits } });
  host.start();
  const { port } = await server.listen();
  return {
    host,
    port,
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      await server.close();
      await host.close();
    },
  };
};

/** Headers of a signed call. */
export const headersOf = (operation: string): Record<string, string> => ({
  "content-type": "application/x-amz-json-1.1",
  "x-amz-target": `Kinesis_20131202.${operation}`,
  "x-amz-date": "20261123T000000Z",
  authorization:
    "AWS4-HMAC-SHA256 Credential=rig/20261123/us-east-1/kinesis/aws4_request, SignedHeaders=host, Signature=00",
});
