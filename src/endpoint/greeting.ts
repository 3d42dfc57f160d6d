import { isLoopback } from "./loopback.ts";

interface Greeting {
  readonly host: string;
  readonly port: number;
  readonly speed: number;
  readonly state?: string;
  readonly token: string;
  /** Bytes of unanswered work cut off the journal's end. */
  readonly torn: number;
}

const nameOf = (host: string): string => {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
};

/** What is printed once the endpoint listens: how to point clients and the page at it. */
export const greeting = ({ host, port, speed, state, token, torn }: Greeting): string => {
  const at = `${nameOf(host)}:${port}`;
  const url = `http://${at}`;
  const kept = state === undefined ? "in memory alone (--state keeps it)" : `in ${state}`;
  const lines = [
    `Shardscope listens at ${url} as Kinesis; the run is kept ${kept}, at speed ${speed}.`,
    "",
    "AWS CLI      aws kinesis list-streams --region us-east-1 --endpoint-url " + url,
    `Environment  AWS_ENDPOINT_URL_KINESIS=${url} AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1 AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local`,
    `SDK for JS   new KinesisClient({ endpoint: "${url}", region: "us-east-1",`,
    '               credentials: { accessKeyId: "local", secretAccessKey: "local" } })',
    'Terraform    provider "aws" {',
    '               region = "us-east-1"',
    '               access_key = "local"',
    '               secret_key = "local"',
    "               skip_credentials_validation = true",
    "               skip_requesting_account_id = true",
    "               skip_metadata_api_check = true",
    `               endpoints { kinesis = "${url}" }`,
    "             }",
    `Clock        curl -X POST ${url}/__advance -d '{"ms": 60000}'`,
    `State        curl ${url}/__state`,
    `Copy         curl -f ${url}/__log > run.json (the page opens it and goes back in time)`,
    `Page         http://localhost:4173/#attach=ws://${at}/__attach?token=${token}`,
    "",
    "Credentials are not checked; each access key is shown as a program of its own.",
  ];
  if (torn > 0) lines.push(`${torn} bytes that were never answered were cut off the journal.`);
  if (!isLoopback(host)) {
    lines.push(`Anyone who reaches ${host} may use it: it checks no credentials.`);
  }
  return lines.join("\n");
};
