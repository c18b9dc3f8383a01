import { kysely } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";

/**
 * Refuses a command while its own breaker, or that of its noun, is open.
 * @param command name such as "organizations.import"; its noun is "organizations".
 * @throws unavailable with the reason the breaker was opened for.
 */
export async function requireClosed(command: string): Promise<void> {
  const noun = command.split(".")[0]!;
  const open = await kysely
    .selectFrom("circuit_breaker")
    .select(["key", "reason"])
    .where("key", "in", [command, noun])
    .where("open", "=", true)
    .executeTakeFirst();
  if (open)
    throw new AppError(
      "unavailable",
      "breaker_open",
      { breaker: open.key, why: open.reason ?? "" },
      { retryAfter: 60 },
    );
}
