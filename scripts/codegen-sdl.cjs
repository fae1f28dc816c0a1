const { printSchema } = require('graphql');

/** A plugin of graphql-codegen: the schema as a module, without descriptions, so that a bundle can hold it. */
module.exports = {
  plugin(schema) {
    const sdl = printSchema(schema)
      .replace(/^\s*""".*"""$\n/gm, '')
      .replace(/^\s*"""[\s\S]*?"""$\n/gm, '');
    return `export const sdl = ${JSON.stringify(sdl)};\n`;
  },
};
