import { demand } from "@/lib/core/caller";
import { type CommandScope, contains, platformPlace } from "@/lib/core/scope";

/**
 * A scope whose command needs its permission from the platform itself: an organization's own staff, whatever they may do at
 * home, never say that money has arrived.
 * @param needed whether this call is such a one; always, unless said.
 */
export const byPlatformStaff =
  <Input>(
    permission: string,
    scope: CommandScope<Input>,
    needed: (input: Input) => boolean = () => true,
  ): CommandScope<Input> =>
  async (input, caller) => {
    const places = await scope(input, caller);
    // Outside of the caller's scope the answer stays "not found", which the kernel gives.
    if (needed(input) && places.every(({ path }) => contains(caller.scope, path)))
      demand(caller, permission, (await platformPlace()).path);
    return places;
  };
