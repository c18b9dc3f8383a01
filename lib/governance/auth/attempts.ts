import ipaddr from "ipaddr.js";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { lookupHashes } from "@/lib/core/crypto/keyring";
import { pool } from "@/lib/core/db";
import { rateLimited } from "@/lib/core/errors";
import { setting } from "@/lib/settings/settings/read";

/**
 * What is counted. Attempts are counted before they are checked, so that a thousand at once are no more than one after the
 * other, and taken back when they were right.
 */
export type AttemptKind = "password" | "code" | "reset";

type Limit = { points: number; seconds: number; blockSeconds: number };

async function accountLimit(): Promise<Limit> {
  const { accountFailures, accountLockMinutes } = await setting("auth");
  const seconds = accountLockMinutes * 60;
  return { points: accountFailures, seconds, blockSeconds: seconds };
}

async function addressLimit(): Promise<Limit> {
  const { addressFailures, addressWindowMinutes } = await setting("auth");
  return { points: addressFailures, seconds: addressWindowMinutes * 60, blockSeconds: 0 };
}

const limiter = (prefix: string, { points, seconds, blockSeconds }: Limit): RateLimiterPostgres =>
  new RateLimiterPostgres({
    storeClient: pool,
    storeType: "pool",
    tableName: "rate_limit",
    tableCreated: true,
    // A timer per limiter would do what one job does for all.
    clearExpiredByTimeout: false,
    keyPrefix: prefix,
    points,
    duration: seconds,
    blockDuration: blockSeconds,
  });

/** Attempts at one account from one address, to be taken back or left standing. */
export type Attempt = {
  /** They were right: what failed before no longer counts for the account, and this one not for the address. */
  succeeded(): Promise<void>;
};

/**
 * Counts an attempt against the account and the address it comes from.
 * @param account the e-mail address typed, whether or not there is such an account, or an operator's id.
 * @throws rate_limited with the seconds to wait, when there were too many failures for either.
 */
export async function countAttempt(
  kind: AttemptKind,
  account: string,
  address: string | null,
): Promise<Attempt> {
  const accounts = limiter(`auth:${kind}:account`, await accountLimit());
  const addresses = limiter(`auth:${kind}:address`, await addressLimit());
  const accountKey = lookupHashes(`attempt:${account.toLowerCase()}`)[0]!;
  const addressKey = networkOf(address);
  await consume(addresses, addressKey);
  await consume(accounts, accountKey);
  return {
    succeeded: async () => {
      await Promise.all([accounts.delete(accountKey), addresses.reward(addressKey, 1)]);
    },
  };
}

/** Lets an account's owner try again at once. */
export async function forgetAttempts(kind: AttemptKind, account: string): Promise<void> {
  const accounts = limiter(`auth:${kind}:account`, await accountLimit());
  await accounts.delete(lookupHashes(`attempt:${account.toLowerCase()}`)[0]!);
}

/**
 * Counts a visit to a public page: 30 in ten minutes from one address.
 * @throws rate_limited with the seconds to wait.
 */
export async function countVisit(page: string, address: string | null): Promise<void> {
  await consume(limiter(`visit:${page}`, { points: 30, seconds: 600, blockSeconds: 0 }), networkOf(address));
}

/**
 * Counts one use of something public by whoever `key` stands for.
 * @param what names the use ("booking:phone").
 * @param points how many uses, in how many `seconds`.
 * @throws rate_limited with the seconds to wait.
 */
export const countUse = (what: string, key: string, points: number, seconds: number): Promise<void> =>
  consume(limiter(`use:${what}`, { points, seconds, blockSeconds: 0 }), key);

async function consume(limit: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limit.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw rateLimited(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
  }
}

/** Who has one IPv6 address has a whole network of them. */
export function networkOf(address: string | null): string {
  if (!address || !ipaddr.isValid(address)) return "unknown";
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  return `${parsed.toByteArray().slice(0, 8).join(".")}/64`;
}
