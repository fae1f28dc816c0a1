/** Style sheets are imported for their effect; the bundler links them from the page. */
declare module '*.css';
