package enterprise

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/paulmach/orb"
	"golang.org/x/text/width"

	"lianqi/server/fault"
	"lianqi/server/geo"
	"lianqi/server/intake"
	"lianqi/server/once"
)

// Columns are what a table of enterprises may say. An empty cell, like a column that is not there, leaves what is stored.
var Columns = []intake.Column{
	{Name: "name", Title: "企业名称", Also: []string{"企业全称", "单位名称", "公司名称", "市场主体名称", "名称"}, Required: true},
	{Name: "uscc", Title: "统一社会信用代码", Also: []string{"社会信用代码", "信用代码", "统一代码"}},
	{Name: "county_code", Title: "县市区代码", Also: []string{"区县代码", "县区代码", "所属区县代码", "行政区划代码", "区划代码", "division_code"}, Required: true},
	{Name: "city", Title: "市州", Also: []string{"地市", "所属市州", "prefecture_code", "prefecture_name"}}, // code or name; asked when the county is not known
	{Name: "address", Title: "地址", Also: []string{"生产经营地址", "经营地址", "企业地址", "详细地址", "注册地址", "住所"}},
	{Name: "lon", Title: "经度", Also: []string{"longitude", "lng"}},
	{Name: "lat", Title: "纬度", Also: []string{"latitude"}},
	{Name: "industry", Title: "行业代码", Also: []string{"国民经济行业代码", "行业小类代码", "行业大类代码", "industry_code", "industry_guess"}},
	{Name: "park", Title: "园区", Also: []string{"园区名称", "所属园区", "所在园区", "park_name", "park_id"}},
	{Name: "kind", Title: "主体类型", Also: []string{"类型"}},
	{Name: "tier", Title: "企业梯度", Also: []string{"梯度", "培育梯度"}},
	{Name: "help_category", Title: "帮扶类别", Also: []string{"帮扶分类", "企业分类"}},
	{Name: "is_key", Title: "重点企业", Also: []string{"是否重点企业", "是否重点"}},
	{Name: "fence_radius", Title: "签到半径", Also: []string{"围栏半径"}},
}

// words are how people write the values of the columns that have a closed set of them.
var words = map[string]map[string]string{
	"kind": {"企业": "ENTERPRISE", "项目": "PROJECT", "双创团队": "STARTUP_TEAM", "农业经营主体": "FARM"},
	"tier": {
		"创新型中小企业": "INNOVATIVE", "专精特新中小企业": "SPECIALIZED", "专精特新": "SPECIALIZED",
		"专精特新小巨人": "LITTLE_GIANT", "专精特新“小巨人”企业": "LITTLE_GIANT", "小巨人": "LITTLE_GIANT",
		"制造业单项冠军": "CHAMPION", "单项冠军": "CHAMPION",
	},
	"help_category": {"龙头": "LEADING", "专精特新": "SPECIALIZED", "中小": "SME", "困难": "DISTRESSED"},
	"is_key":        {"是": "true", "否": "false", "1": "true", "0": "false", "true": "true", "false": "false"},
}

// candidate is a row whose cells are right by themselves.
type candidate struct {
	row                     intake.Row
	id                      string  // for when it is new
	name, county            string  // the county by its code; empty when only the city is known
	city                    *string // by code or name; nil when the county is known
	uscc, address, industry *string
	kind, tier, help, key   *string
	park, parkID            *string // as the row names it, and the id that this may be
	lon, lat                *float64
	point                   *orb.Point // lon and lat in WGS-84
	fence                   *int       // metres
}

// checker checks rows one after the other.
type checker struct {
	intake.Checker
	crs geo.CRS
}

// check returns the row as a candidate, or false after the report says why not.
func (c *checker) check(row intake.Row) (candidate, bool) {
	c.Begin(row)
	c.OneLine()
	e := candidate{row: row, id: once.New(), name: row.Get("name"), county: row.Get("county_code"), address: c.Text("address", 4000), park: c.Text("park", 4000)}
	if n := utf8.RuneCountInString(e.name); n < 2 || n > 120 {
		c.Refuse("name", "企业名称应为 2 到 120 个字")
	}
	area := e.county
	if e.county == "" {
		e.city, area = c.Text("city", 4000), row.Get("city")
	}
	if e.city == nil && (len(e.county) != 6 || strings.Trim(e.county, "0123456789") != "") {
		c.Refuse("county_code", "应是 6 位的县（市、区）代码")
	}
	if said := c.Text("uscc", 4000); said != nil {
		code := NormalizeUSCC(*said)
		e.uscc = &code
		if err := CheckUSCC(code); err != nil {
			c.Refuse("uscc", sentence(err))
		} else {
			c.Once("uscc "+code, "uscc")
		}
	}
	c.Once("name "+area+" "+e.name, "name")
	if said := c.Text("industry", 4000); said != nil {
		code, err := industryCode(strings.ToUpper(width.Narrow.String(*said)))
		e.industry = &code
		if err != nil {
			c.Refuse("industry", err.Error())
		}
	}
	e.kind, e.tier, e.help, e.key = c.Word("kind"), c.Word("tier"), c.Word("help_category"), c.Word("is_key")
	if e.park != nil {
		id, ok := once.Canonical(*e.park)
		if !ok {
			id = intake.ID("park", *e.park)
		}
		e.parkID = &id
	}
	if said := c.Text("fence_radius", 4000); said != nil {
		metres, err := strconv.Atoi(*said)
		e.fence = &metres
		if err != nil || metres < 20 || metres > 5000 {
			c.Refuse("fence_radius", "应是 20 到 5000 之间的整数（米）")
		}
	}
	c.place(&e)
	return e, c.Good()
}

// place reads the point, which takes both numbers or none.
func (c *checker) place(e *candidate) {
	e.lon, e.lat = c.number("lon"), c.number("lat")
	switch {
	case !c.Good() || e.lon == nil && e.lat == nil:
	case e.lon == nil:
		c.Refuse("lon", "有纬度，没有经度")
	case e.lat == nil:
		c.Refuse("lat", "有经度，没有纬度")
	default:
		point, err := geo.Point("", *e.lon, *e.lat, c.crs)
		if f := fault.As(err); f != nil {
			c.Refuse(f.Field[1], f.Message)
		}
		e.point = &point
	}
}

func (c *checker) number(column string) *float64 {
	said := c.Text(column, 4000)
	if said == nil {
		return nil
	}
	n, err := strconv.ParseFloat(width.Narrow.String(*said), 64)
	if err != nil {
		c.Refuse(column, "应是以度为单位的十进制数，如 111.4677")
	}
	return &n
}

// title is what reports call a column.
func title(name string) string { return intake.Title(Columns, name) }

// sentence is a fault's message without its full stop.
func sentence(err error) string { return strings.TrimSuffix(fault.As(err).Message, "。") }
