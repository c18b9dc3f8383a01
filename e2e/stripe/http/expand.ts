import { kindOf } from "../store/documents";
import type { Transaction } from "../store/transaction";
import { answerList } from "./endpoint";
import { invalidParameter } from "./fault";

const references = new Set([
  "balance_transaction",
  "charge",
  "customer",
  "default_payment_method",
  "failure_balance_transaction",
  "latest_charge",
  "payment_intent",
  "payment_method",
  "setup_intent",
  "source",
]);

type Node = { [name: string]: unknown };

/**
 * Puts the objects behind the named references into an answer, and the lists Stripe leaves out unless they are asked for.
 *
 * @throws Fault for a path that names no reference.
 */
export async function expandAnswer(tx: Transaction, answer: unknown, paths: string[]): Promise<void> {
  for (const path of paths) {
    const parts = path.split(".");
    if (parts.length > 5) throw invalidParameter("You cannot expand more than 4 levels of a property.");
    await expandPath(tx, answer, parts, path);
  }
}

async function expandPath(tx: Transaction, node: unknown, parts: string[], path: string): Promise<void> {
  const [name, ...rest] = parts;
  if (name === undefined || node === null || node === undefined) return;
  if (Array.isArray(node)) {
    for (const item of node) await expandPath(tx, item, parts, path);
    return;
  }
  const object = node as Node;
  if (object[name] === undefined) object[name] = await leftOut(tx, object, name, path);
  const value = object[name];
  if (typeof value === "string") {
    const kind = references.has(name) ? kindOf(value) : undefined;
    if (!kind) throw cannotExpand(path);
    object[name] = await tx.need(kind, value);
  } else if (value !== null && typeof value !== "object") {
    throw cannotExpand(path);
  }
  await expandPath(tx, object[name], rest, path);
}

async function leftOut(tx: Transaction, object: Node, name: string, path: string): Promise<unknown> {
  const id = String(object.id);
  if (object.object === "charge" && name === "refunds")
    return answerList(tx, "refund", `/v1/charges/${id}/refunds`, { limit: 10 }, { charge: id });
  if (object.object === "checkout.session" && name === "line_items") {
    const { lineItems } = await tx.hidden(id);
    return {
      object: "list",
      url: `/v1/checkout/sessions/${id}/line_items`,
      has_more: false,
      data: lineItems,
    };
  }
  throw cannotExpand(path);
}

const cannotExpand = (path: string) => invalidParameter(`This property cannot be expanded (${path}).`);
