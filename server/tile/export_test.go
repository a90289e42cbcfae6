package tile

import "lianqi/server/access"

// Statement is what a tile asks the database.
func (s *Server) Statement(layer string, z, x, y int, a access.Actor) (string, []any) {
	return s.statement(layers[layer], address{z, x, y}, a)
}
