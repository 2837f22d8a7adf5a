import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Where `npm run dev` finds the token and history API. */
const api = process.env["ECHOSPHERE_HTTP"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic" } },
  server: { host: "127.0.0.1", proxy: { "/api": api } },
  build: {
    // The worker's class path: served from its jar.
    outDir: file("../../../target/classes/io/echosphere/web"),
    emptyOutDir: true,
    target: "es2022",
    // A data: address would need more in the content security policy than a file does.
    assetsInlineLimit: 0,
    license: { fileName: "licenses.md" },
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  test: { environment: "node", include: ["test/**/*.test.ts"] },
});
