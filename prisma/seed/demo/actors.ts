import { createHash } from "node:crypto";
import type { Caller } from "@/lib/core/caller";
import { now, withClock } from "@/lib/core/clock";
import { type Command, perform } from "@/lib/core/command";
import { newId } from "@/lib/core/id";
import type { Json } from "@/lib/core/json";
import type { Place } from "@/lib/core/scope";
import { systemCaller } from "@/lib/core/system";
import { grantsOf } from "@/lib/governance/auth/grants";

/**
 * Runs commands as people ran them, at the moment they did. Each carries a key made from its name, so that a seed that was
 * interrupted goes on where it stopped instead of doing things twice.
 */
export class Stage {
  private readonly callers = new Map<string, Caller>();

  /** @param key names the act; the same key never acts twice. */
  async act<Input, Output extends Json>(
    key: string,
    at: Date,
    command: Command<Input, Output>,
    input: unknown,
    caller: Caller,
  ): Promise<Output> {
    return withClock(at, () =>
      perform(command, input, {
        ...caller,
        requestId: newId(),
        steppedUpAt: now(),
        idempotencyKey: `seed:${key}`,
      }),
    );
  }

  async system(): Promise<Caller> {
    return systemCaller("seed");
  }

  /** An operator at work in `place`, with the rights they have by now. */
  async operator(operatorId: string, name: string, place: Place): Promise<Caller> {
    const known = this.callers.get(operatorId);
    if (known) return known;
    const caller: Caller = {
      actor: { type: "operator", operatorId, label: name, sessionId: null },
      scope: { kind: place.path.includes(".") ? "subtree" : "all", ...place },
      grants: await grantsOf(operatorId),
      requestId: newId(),
      address: addressOf(operatorId),
      userAgent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36",
      locale: "en",
      steppedUpAt: null,
    };
    this.callers.set(operatorId, caller);
    return caller;
  }
}

/** An address out of the ranges kept for documentation, always the same for the same text. */
export function addressOf(text: string): string {
  const byte = createHash("sha256").update(text).digest()[0]!;
  return `203.0.113.${byte}`;
}
