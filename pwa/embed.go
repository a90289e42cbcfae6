// Package pwa holds the built web application, so that the server is one file.
package pwa

import "embed"

// Dist is what `npm run build` wrote to dist/, as it was when the server was built; only .gitkeep without a build.
//
//go:embed all:dist
var Dist embed.FS
