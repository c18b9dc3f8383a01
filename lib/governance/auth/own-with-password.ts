import { AppError, invalidInput } from "@/lib/core/errors";
import { type CommandScope, own } from "@/lib/core/scope";
import { requirePerson } from "@/lib/governance/auth/person";
import { provePassword } from "@/lib/governance/auth/prove-password";

/**
 * Touches only the account of the caller, who shows that it is theirs by its password. Checked here, before the transaction,
 * because failures are counted and must stay counted.
 * @param pick the password in the input.
 * @param field its name, for the error.
 */
export const ownWithPassword =
  <Input>(pick: (input: Input) => string, field: string): CommandScope<Input> =>
  async (input, caller) => {
    const { operatorId } = requirePerson(caller);
    await provePassword(operatorId, pick(input), caller).catch((error: unknown) => {
      if (error instanceof AppError && error.reason === "governance.wrong_password")
        throw invalidInput([{ path: field, key: "governance.errors.wrong_password" }], error.reason);
      throw error;
    });
    return own()(input, caller);
  };
