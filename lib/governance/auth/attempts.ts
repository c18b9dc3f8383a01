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

const accountPrefix = (kind: AttemptKind): string => `auth:${kind}:account`;

const accountHashes = (account: string): string[] => lookupHashes(`attempt:${account.toLowerCase()}`);

/** Where attempts at an account are counted in the table of the limiter, under each key that hashes were made with. */
export const attemptKeys = (kind: AttemptKind, account: string): string[] =>
  accountHashes(account).map((hash) => `${accountPrefix(kind)}:${hash}`);

/**
 * Counts an attempt against the account and the address it comes from.
 * @param account the e-mail address typed, whether or not there is such an account, or an operator's id.
 * @param onLock what follows when this attempt locks the account or the address, with for how many seconds; once a lock, so that
 * whoever goes on trying makes no more of it.
 * @throws rate_limited with the seconds to wait, when there were too many failures for either.
 */
export async function countAttempt(
  kind: AttemptKind,
  account: string,
  address: string | null,
  onLock?: (locked: "account" | "address", seconds: number) => Promise<void>,
): Promise<Attempt> {
  const accounts = limiter(accountPrefix(kind), await accountLimit());
  const addresses = limiter(`auth:${kind}:address`, await addressLimit());
  const accountKey = accountHashes(account)[0]!;
  const addressKey = networkOf(address);
  await consume(addresses, addressKey, (seconds) => onLock?.("address", seconds));
  await consume(accounts, accountKey, (seconds) => onLock?.("account", seconds));
  return {
    succeeded: async () => {
      await Promise.all([accounts.delete(accountKey), addresses.reward(addressKey, 1)]);
    },
  };
}

/** Lets an account's owner try again at once. */
export async function forgetAttempts(kind: AttemptKind, account: string): Promise<void> {
  const accounts = limiter(accountPrefix(kind), await accountLimit());
  await accounts.delete(accountHashes(account)[0]!);
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

async function consume(
  limit: RateLimiterPostgres,
  key: string,
  onLock?: (seconds: number) => Promise<void> | undefined,
): Promise<void> {
  try {
    await limit.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    // The first attempt too many puts the lock on; those that follow find it there.
    if (refusal.consumedPoints === limit.points + 1) await onLock?.(seconds);
    throw rateLimited(seconds);
  }
}

/** Who has one IPv6 address has a whole network of them. */
export function networkOf(address: string | null): string {
  if (!address || !ipaddr.isValid(address)) return "unknown";
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  return `${parsed.toByteArray().slice(0, 8).join(".")}/64`;
}
