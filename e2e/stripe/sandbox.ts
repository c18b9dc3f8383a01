import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type Controls, controlsOf } from "./control/controls";
import type { Api } from "./http/api";
import { createSandboxServer } from "./http/server";
import { Settings } from "./store/settings";
import { Store } from "./store/store";
import { Tasks } from "./store/tasks";
import { Deliveries } from "./webhooks/deliveries";

export interface SandboxOptions {
  /** Where objects, events and deliveries are kept: schema `stripe_sandbox` of this database. */
  databaseUrl: string;
  secretKey: string;
  webhookSecret: string;
  /** Where signed events go; none when empty. */
  webhookUrls?: readonly string[];
  /** 0, the default, takes a free one. */
  port?: number;
  host?: string;
  /** Where browsers reach the pay pages; `http://localhost:<port>` when absent. */
  publicUrl?: string;
  /** How long banks, refunds and disputes take; 3 seconds when absent. */
  settleAfterMs?: number;
  /** The first pause after a delivery that failed, doubled each time; half a second when absent. */
  retryMs?: number;
  /** How many deliveries are under way at once; 4 when absent. */
  concurrency?: number;
}

export interface StripeSandbox {
  /** For `STRIPE_API_BASE`. */
  url: string;
  controls: Controls;
  /** Answers what is under way and ends; what is undelivered goes on at the next start. */
  stop(): Promise<void>;
}

/** Starts the stand-in for Stripe on loopback. */
export async function startStripeSandbox(options: SandboxOptions): Promise<StripeSandbox> {
  if (!options.secretKey.startsWith("sk_test_"))
    throw new Error("The sandbox takes only keys that begin with sk_test_: no real money may be meant.");
  const host = options.host ?? "127.0.0.1";
  const store = new Store(options.databaseUrl);
  await store.open();
  const settings = new Settings(store.besides);
  await settings.load();

  const webhookUrls = options.webhookUrls ?? [];
  const api: Api = {
    store,
    settings,
    webhookUrls,
    secretKey: options.secretKey,
    settleAfterMs: options.settleAfterMs ?? 3000,
    publicUrl: options.publicUrl ?? "",
  };
  const deliveries = new Deliveries(store.pool, settings, {
    secret: options.webhookSecret,
    retryMs: options.retryMs ?? 500,
    concurrency: options.concurrency ?? 4,
  });
  const tasks = new Tasks(store, settings, webhookUrls, () => deliveries.ring());
  const ring = () => {
    deliveries.ring();
    tasks.ring();
  };
  const controls = controlsOf(api, options.webhookSecret, { ring });

  const server = createSandboxServer(api, controls, ring);
  server.listen(options.port ?? 0, host);
  try {
    await once(server, "listening");
  } catch (error) {
    await store.close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  if (!api.publicUrl) api.publicUrl = `http://localhost:${port}`;
  deliveries.start();
  tasks.start();
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    controls,
    async stop() {
      const closed = once(server, "close");
      server.close();
      server.closeIdleConnections();
      const patience = setTimeout(() => server.closeAllConnections(), 2000);
      await closed;
      clearTimeout(patience);
      await Promise.all([tasks.stop(), deliveries.stop()]);
      await store.close();
    },
  };
}
