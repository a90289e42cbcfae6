package cluster

import (
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Install is one installed PostgreSQL.
type Install struct {
	Bin   string // folder of its programs
	Major int    // such as 15
}

// Find returns the PostgreSQL to run: the one in bin, or when bin is empty the newest under root ("/" outside of tests).
// It is an error, which names the packages to install, when there is none or it has no PostGIS.
func Find(root, bin string) (Install, error) {
	candidates := []string{bin}
	if bin == "" {
		candidates = installed(root)
	}
	for _, dir := range candidates {
		major, ok := version(dir)
		if !ok {
			continue
		}
		install := Install{Bin: dir, Major: major}
		control := filepath.Join(install.share(root), "extension", "postgis.control")
		if _, err := os.Stat(control); err != nil {
			return Install{}, fmt.Errorf("PostgreSQL %d（%s）没有安装 PostGIS。请安装后重试：\n    sudo apt-get install -y postgresql-%d-postgis-3",
				major, dir, major)
		}
		return install, nil
	}
	where := ""
	if bin != "" {
		where = "在 PG_BIN=" + bin + " "
	}
	return Install{}, fmt.Errorf("%s没有找到 PostgreSQL。请安装后重试，或用 DATABASE_URL 指定已有的数据库：\n"+
		"    sudo apt-get install -y postgresql-15 postgresql-15-postgis-3", where)
}

// installed lists the folders where distributions and builds from source put the programs, newest version first.
func installed(root string) []string {
	dirs, _ := filepath.Glob(filepath.Join(root, "usr/lib/postgresql/*/bin"))
	number := func(dir string) int {
		n, _ := strconv.Atoi(filepath.Base(filepath.Dir(dir)))
		return n
	}
	slices.SortFunc(dirs, func(a, b string) int { return cmp.Compare(number(b), number(a)) })
	for _, dir := range []string{"usr/local/pgsql/bin", "usr/local/bin", "usr/bin"} {
		dirs = append(dirs, filepath.Join(root, dir))
	}
	return dirs
}

// version asks the server program in dir for its major version; false when there is no server there.
func version(dir string) (major int, ok bool) {
	if _, err := os.Stat(filepath.Join(dir, "initdb")); err != nil {
		return 0, false
	}
	out, err := exec.Command(filepath.Join(dir, "postgres"), "--version").Output()
	if err != nil {
		return 0, false
	}
	_, number, _ := strings.Cut(string(out), "(PostgreSQL) ") // "postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)"
	number, _, _ = strings.Cut(number, ".")
	major, err = strconv.Atoi(number)
	return major, err == nil
}

// share is the folder with the extensions: what pg_config says, or Debian's place.
func (i Install) share(root string) string {
	out, err := exec.Command(filepath.Join(i.Bin, "pg_config"), "--sharedir").Output()
	if err != nil {
		return filepath.Join(root, "usr/share/postgresql", strconv.Itoa(i.Major))
	}
	return strings.TrimSpace(string(out))
}
