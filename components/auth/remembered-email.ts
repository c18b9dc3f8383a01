const key = "fairlead-sign-in";

/** Keeps the address of an account that is about to sign in, in this tab only: an address has no place in a URL. */
export function rememberEmail(email: string): void {
  try {
    sessionStorage.setItem(key, email);
  } catch {
    // Without storage the address is typed once more.
  }
}

/** The address that was kept, once; null where there is none. */
export function takeEmail(): string | null {
  try {
    const email = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    return email;
  } catch {
    return null;
  }
}
