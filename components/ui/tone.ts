import type { Tone } from "@/lib/core/resource/description";

export const TONES: readonly Tone[] = ["done", "waiting", "danger", "progress", "over", "neutral"];

/** Letters and ground of a tone. */
export const toneSoft: Record<Tone, string> = {
  done: "bg-done-soft text-done",
  waiting: "bg-waiting-soft text-waiting",
  danger: "bg-danger-soft text-danger",
  progress: "bg-progress-soft text-progress",
  over: "bg-over-soft text-over",
  neutral: "bg-sunken text-ink-2",
};

export const toneInk: Record<Tone, string> = {
  done: "text-done",
  waiting: "text-waiting",
  danger: "text-danger",
  progress: "text-progress",
  over: "text-over",
  neutral: "text-ink-2",
};

export const toneFill: Record<Tone, string> = {
  done: "bg-done",
  waiting: "bg-waiting",
  danger: "bg-danger",
  progress: "bg-progress",
  over: "bg-over",
  neutral: "bg-ink-3",
};
