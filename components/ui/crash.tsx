export type CrashProps = {
  title: string;
  description: string;
  /** What to quote to whoever runs this. */
  reference: string | undefined;
  retryLabel: string;
  retry: () => void;
};

/**
 * What stands where everything around it broke. It is part of the script of every page, so it is made of nothing but markup.
 */
export function Crash({ title, description, reference, retryLabel, retry }: CrashProps) {
  return (
    <main className="grid min-h-dvh place-items-center p-4 text-center">
      <div role="alert">
        <h1 className="font-medium text-lg">{title}</h1>
        <p className="max-w-md text-ink-3">{description}</p>
        {reference ? <p className="mt-2 font-mono text-ink-3 text-xs">{reference}</p> : null}
        <button
          type="button"
          onClick={retry}
          className="mt-4 h-8 cursor-pointer rounded-md border border-line-strong bg-surface px-3 font-medium text-sm hover:bg-hover pointer-coarse:h-11"
        >
          {retryLabel}
        </button>
      </div>
    </main>
  );
}
