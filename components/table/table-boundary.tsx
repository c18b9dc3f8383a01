"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Component, type ReactNode, useTransition } from "react";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";

type Props = { children: ReactNode; fallback: (error: unknown, reset: () => void) => ReactNode };

class Boundary extends Component<Props, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return this.props.fallback(this.state.error, () => this.setState({ error: null }));
  }
}

/** A list that fails leaves the page around it alone and offers another try. */
export function TableBoundary({ children }: { children: ReactNode }) {
  const t = useTranslations("core");
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  return (
    <Boundary
      fallback={(error, reset) => (
        <div className="rounded-md border border-line bg-surface">
          <ErrorState
            title={t("table.failed")}
            reference={digestOf(error)}
            action={
              <Button
                pending={pending}
                onClick={() =>
                  startTransition(() => {
                    router.refresh();
                    reset();
                  })
                }
              >
                {t("common.retry")}
              </Button>
            }
          />
        </div>
      )}
    >
      {children}
    </Boundary>
  );
}

function digestOf(error: unknown): string | undefined {
  return typeof error === "object" && error !== null && "digest" in error ? String(error.digest) : undefined;
}
