import { module } from "@/lib/core/module";
import { closeCircuitBreaker } from "@/lib/sre/circuit-breakers/close";
import { openCircuitBreaker } from "@/lib/sre/circuit-breakers/open";
import { circuitBreakers } from "@/lib/sre/circuit-breakers/resource";
import { cancelJobRun } from "@/lib/sre/job-runs/cancel";
import { jobRunMachine } from "@/lib/sre/job-runs/machine";
import { jobRuns } from "@/lib/sre/job-runs/resource";
import { retryJobRun } from "@/lib/sre/job-runs/retry";
import { outboxEvents } from "@/lib/sre/outbox-events/resource";
import { srePermissions } from "@/lib/sre/permissions";

/** Whether the machinery runs. */
export const sre = module({
  name: "sre",
  optional: false,
  permissions: srePermissions,
  commands: [retryJobRun, cancelJobRun, openCircuitBreaker, closeCircuitBreaker],
  resources: [jobRuns, outboxEvents, circuitBreakers],
  machines: [jobRunMachine],
  menu: [
    { key: "job-runs", path: "sre/job-runs", permission: "sre.job-runs.read", icon: "activity" },
    { key: "outbox-events", path: "sre/outbox-events", permission: "sre.outbox-events.read", icon: "send" },
    {
      key: "webhooks",
      path: "sre/webhooks",
      permission: "commerce.payment-events.read",
      icon: "webhook",
      platformOnly: true,
    },
    {
      key: "circuit-breakers",
      path: "sre/circuit-breakers",
      permission: "sre.circuit-breakers.read",
      icon: "power",
      platformOnly: true,
    },
    {
      key: "health",
      path: "sre/health",
      permission: "sre.job-runs.read",
      icon: "heart-pulse",
      platformOnly: true,
    },
  ],
});
