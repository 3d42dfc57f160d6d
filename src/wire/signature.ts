/**
 * Signature Version 4, recognised and not checked: in the header or in the query. Texts as recorded
 * from production by kinesalite's tests (2013-2020).
 */
import type { WireRequest } from "./types.ts";

export type Signed =
  | { readonly ok: true; readonly accessKeyId?: string }
  | { readonly ok: false; readonly name: string; readonly message: string };

const HEADER_PARTS = ["Credential", "Signature", "SignedHeaders"];
const QUERY_PARTS = [
  "X-Amz-Algorithm",
  "X-Amz-Credential",
  "X-Amz-Signature",
  "X-Amz-SignedHeaders",
  "X-Amz-Date",
];

export const readSignature = ({ path, headers }: WireRequest): Signed => {
  const header = headers["authorization"];
  const at = path.indexOf("?");
  const query = at < 0 ? undefined : new URLSearchParams(path.slice(at + 1));
  if (query?.has("X-Amz-Algorithm")) {
    if (!header) return readQuery(query);
    return refusal(
      "InvalidSignatureException",
      "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
    );
  }
  if (header) return readHeader(header, headers);
  return refusal("MissingAuthenticationTokenException", "Missing Authentication Token");
};

const refusal = (name: string, message: string): Signed => ({ ok: false, name, message });

const incomplete = (faults: readonly string[], ending: string): Signed =>
  refusal("IncompleteSignatureException", [...faults, ending].join(" "));

const readHeader = (header: string, headers: WireRequest["headers"]): Signed => {
  const parts = partsOf(header);
  const faults = HEADER_PARTS.filter((part) => !parts.get(part)).map(
    (part) => `Authorization header requires '${part}' parameter.`,
  );
  if (!headers["x-amz-date"] && !headers["date"]) {
    faults.push(
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
    );
  }
  if (faults.length > 0) return incomplete(faults, `Authorization=${header}`);
  return accepted(parts.get("Credential"));
};

/** `Name=value` pairs after the algorithm's name, parted by commas or spaces. */
const partsOf = (header: string): ReadonlyMap<string, string> => {
  const words = header.split(/[ ,]+/).slice(1);
  return new Map(
    words.map((word) => {
      const [name = "", value = ""] = word.split("=");
      return [name, value];
    }),
  );
};

const readQuery = (query: URLSearchParams): Signed => {
  const faults = QUERY_PARTS.filter((part) => !query.get(part)).map(
    (part) => `AWS query-string parameters must include '${part}'.`,
  );
  if (faults.length > 0) return incomplete(faults, "Re-examine the query-string parameters.");
  return accepted(query.get("X-Amz-Credential") ?? undefined);
};

const accepted = (credential: string | undefined): Signed => {
  const accessKeyId = credential?.split("/")[0];
  return accessKeyId ? { ok: true, accessKeyId } : { ok: true };
};
