/** Files that Vite turns into values for the page. */
declare module '*.css' {}
declare module '*?worker&url' {
  const url: string;
  export default url;
}
interface ImportMeta {
  readonly env: { readonly BASE_URL: string; readonly DEV: boolean };
}
