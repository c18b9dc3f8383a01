import { conflict, notFound } from "@/lib/core/errors";
import type { Tone } from "@/lib/core/resource/description";

export type Transition<State extends string> = {
  from: readonly State[];
  to: State;
  /** The command that makes the move; null where only the product itself does. */
  command: string | null;
};

export type Machine<State extends string, Move extends string> = {
  noun: string;
  initial: State;
  /** Every state with the meaning its colour carries. */
  states: Record<State, Tone>;
  moves: Record<Move, Transition<State>>;
  /**
   * Makes one conditional update: the row moves only if it still is in a state the move starts from.
   * @param update `updateMany` with `where` merged into its own condition (the id, a version) and `data` into its data.
   * @param current reads the row's state now, for the error.
   * @throws conflict naming the current state when somebody was faster; not_found when there is no such row.
   */
  move(
    move: Move,
    update: (change: {
      where: { state: { in: State[] } };
      data: { state: State };
    }) => Promise<{ count: number }>,
    current: () => Promise<{ state: State } | null>,
  ): Promise<State>;
  /** The moves that start from `state`. */
  movesFrom(state: State): Move[];
};

/** Declares the states of a noun and the moves between them, once, as data. */
export function machine<State extends string, Move extends string>(declaration: {
  noun: string;
  initial: NoInfer<State>;
  states: Record<State, Tone>;
  moves: Record<Move, Transition<NoInfer<State>>>;
}): Machine<State, Move> {
  return {
    ...declaration,
    movesFrom: (state) =>
      (Object.keys(declaration.moves) as Move[]).filter((move) =>
        declaration.moves[move].from.includes(state),
      ),
    async move(move, update, current) {
      const { from, to } = declaration.moves[move];
      const { count } = await update({ where: { state: { in: [...from] } }, data: { state: to } });
      if (count === 1) return to;
      const row = await current();
      if (!row) throw notFound();
      throw conflict("wrong_state", { state: row.state, action: `${declaration.noun}.${move}` }, row);
    },
  };
}
