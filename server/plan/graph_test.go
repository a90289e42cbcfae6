package plan

import "testing"

func TestTown(t *testing.T) { townGraph(t) }
