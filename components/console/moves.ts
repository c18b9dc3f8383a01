import type { Machine } from "@/lib/core/machine";

/** Names of the commands whose move starts from `state`: the buttons a record's page may show. */
export function commandsFrom<State extends string, Move extends string>(
  machine: Machine<State, Move>,
  state: State,
): ReadonlySet<string> {
  return new Set(machine.movesFrom(state).flatMap((move) => machine.moves[move].command ?? []));
}
