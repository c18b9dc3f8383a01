import type pg from "pg";

/** How the sandbox answers the next calls, for tests of what an outage does. */
export interface FaultRule {
  /** `refuse`: cut before anything happens. `error`: answered without effect. `slow`: done after `ms`. `cut`: done, and the answer lost. */
  kind: "refuse" | "error" | "slow" | "cut";
  /** How many calls it meets; until `recover` when absent. The SDK repeats one whose connection broke once by itself. */
  times?: number;
  /** Only calls whose path begins so, for instance `/v1/refunds`. */
  path?: string;
  method?: "GET" | "POST" | "DELETE";
  /** Of `error`; 500 when absent. */
  status?: number;
  /** Of `slow`. */
  ms?: number;
}

export type RefundFate = "failed" | "pending" | "refused";

interface Values {
  held: boolean;
  clockOffsetMs: number;
  faults: FaultRule[];
  refundFates: RefundFate[];
}

/** What a test has set. Kept in memory for the one process that serves, and in the database for the next one. */
export class Settings {
  private values: Values = { held: false, clockOffsetMs: 0, faults: [], refundFates: [] };

  constructor(private readonly pool: pg.Pool) {}

  async load(): Promise<void> {
    const { rows } = await this.pool.query<{ name: keyof Values; value: never }>(
      "select name, value from stripe_sandbox.setting",
    );
    for (const { name, value } of rows) this.values[name] = value;
  }

  /** Milliseconds, as the sandbox's objects see it. */
  nowMs(): number {
    return Date.now() + this.values.clockOffsetMs;
  }

  get held(): boolean {
    return this.values.held;
  }

  async hold(held: boolean): Promise<void> {
    await this.set("held", held);
  }

  async advance(ms: number): Promise<void> {
    await this.set("clockOffsetMs", this.values.clockOffsetMs + ms);
  }

  async addFault(rule: FaultRule): Promise<void> {
    await this.set("faults", [...this.values.faults, rule]);
  }

  async recover(): Promise<void> {
    await this.set("faults", []);
  }

  /** The rule the call meets, counted down. */
  async takeFault(method: string, path: string): Promise<FaultRule | undefined> {
    const rule = this.values.faults.find(
      (candidate) =>
        (candidate.method ?? method) === method &&
        path.startsWith(candidate.path ?? "/v1/") &&
        (candidate.times ?? 1) > 0,
    );
    if (rule?.times === undefined) return rule;
    rule.times -= 1;
    await this.set(
      "faults",
      this.values.faults.filter((candidate) => candidate.times !== 0),
    );
    return rule;
  }

  async addRefundFates(fates: RefundFate[]): Promise<void> {
    await this.set("refundFates", [...this.values.refundFates, ...fates]);
  }

  async takeRefundFate(): Promise<RefundFate | undefined> {
    const [fate, ...rest] = this.values.refundFates;
    if (fate) await this.set("refundFates", rest);
    return fate;
  }

  private async set<N extends keyof Values>(name: N, value: Values[N]): Promise<void> {
    this.values[name] = value;
    await this.pool.query(
      `insert into stripe_sandbox.setting (name, value) values ($1, $2)
       on conflict (name) do update set value = excluded.value`,
      [name, JSON.stringify(value)],
    );
  }
}
