package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// tick is the unit in which Linux counts a process's time, in milliseconds.
const tick = 10

// cpu is the milliseconds that processes and their children have used, dead children included.
func cpu(pid int) (ms float64) {
	children := map[int][]int{}
	used := map[int]float64{}
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, name := range stats {
		text, err := os.ReadFile(name)
		if err != nil {
			continue
		}
		// pid (name) state ppid …: utime, stime, cutime and cstime are the 14th to 17th field.
		before, after, _ := strings.Cut(string(text), " (")
		f := strings.Fields(after[strings.LastIndexByte(after, ')')+1:])
		id, _ := strconv.Atoi(before)
		parent, _ := strconv.Atoi(f[1])
		children[parent] = append(children[parent], id)
		for _, field := range f[11:15] {
			n, _ := strconv.ParseFloat(field, 64)
			used[id] += n * tick
		}
	}
	var sum func(int)
	sum = func(id int) {
		ms += used[id]
		for _, c := range children[id] {
			sum(c)
		}
	}
	sum(pid)
	return ms
}

// resident is the memory of a process in MB.
func resident(pid int) float64 {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	_, after, _ := strings.Cut(string(text), "VmRSS:")
	kb, _ := strconv.ParseFloat(strings.Fields(after + " 0")[0], 64)
	return kb / 1024
}
