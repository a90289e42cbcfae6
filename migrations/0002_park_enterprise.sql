-- Parks (园区), enterprises (企业) and their contacts.  Which park an enterprise lies in is kept by the database.

-- +goose Up
create table park (
  id            uuid primary key,
  name          text not null unique,
  level         text not null constraint park_level_known check (level in ('NATIONAL', 'PROVINCIAL', 'OTHER')),
  division_code text collate "C" not null references division,
  committee_id  uuid references organization,
  location      geometry(Point, 4326) not null,
  boundary      geometry(MultiPolygon, 4326) constraint park_boundary_valid check (boundary is null or st_isvalid(boundary)),
  created_at    timestamptz not null default now()
);
create index park_division_code on park (division_code);
create index park_boundary on park using gist (boundary);

-- Single characters and pairs of a text, for finding two Chinese characters anywhere in a name by an index.
create function grams(t text) returns text[] language sql immutable strict parallel safe as
$$ select coalesce(array_agg(distinct g), '{}') from (
     select substr(lower(t), i, n) g from generate_series(1, length(t)) i, generate_series(1, 2) n where i + n - 1 <= length(t)) _ $$;

create table enterprise (
  id               uuid primary key,
  name             text not null constraint enterprise_name_given check (length(btrim(name)) between 2 and 120),
  uscc             text constraint enterprise_uscc_unique unique
                     constraint enterprise_uscc_shape check (uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  kind             text not null default 'ENTERPRISE' constraint enterprise_kind_known
                     check (kind in ('ENTERPRISE', 'PROJECT', 'STARTUP_TEAM', 'FARM')),
  address          text,
  division_code    text collate "C" not null references division,
  location         geometry(Point, 4326),
  raw_point        geometry(Point),
  raw_crs          text not null default 'WGS84' constraint enterprise_raw_crs_known
                     check (raw_crs in ('WGS84', 'GCJ02', 'BD09', 'CGCS2000')),
  location_flag    text constraint enterprise_location_flag_known check (location_flag in ('OUTSIDE_COUNTY', 'SUSPECT_CRS')),
  fence_radius     int not null default 300 constraint enterprise_fence_radius_range check (fence_radius between 20 and 5000),
  park_id          uuid references park,
  declared_park_id uuid references park,
  industry_code    text constraint enterprise_industry_code_shape check (industry_code ~ '^[A-T]\d{0,4}$'),
  sector           text,
  tier             text constraint enterprise_tier_known check (tier in ('INNOVATIVE', 'SPECIALIZED', 'LITTLE_GIANT', 'CHAMPION')),
  help_category    text constraint enterprise_help_category_known check (help_category in ('LEADING', 'SPECIALIZED', 'SME', 'DISTRESSED')),
  is_key           boolean not null default false,
  is_demo          boolean not null default false,
  name_grams       text[] not null generated always as (grams(name)) stored,
  created_at       timestamptz not null default now(),
  constraint enterprise_raw_with_location check ((location is null) = (raw_point is null))
);
create index enterprise_division_code on enterprise (division_code, name, id);
create index enterprise_name on enterprise (name, id);
create index enterprise_park_id on enterprise (park_id, name, id);
create index enterprise_location on enterprise using gist (location);
create index enterprise_geography on enterprise using gist ((location::geography));
create index enterprise_name_grams on enterprise using gin (name_grams);

alter table person_role add constraint person_role_enterprise foreign key (enterprise_id) references enterprise;
create index person_role_enterprise_id on person_role (enterprise_id) where enterprise_id is not null;

create table enterprise_contact (
  id            uuid primary key,
  enterprise_id uuid not null references enterprise,
  name          text not null,
  post          text,
  phone         text not null,
  person_id     uuid references person,
  position      int not null default 1
);
create index enterprise_contact_enterprise_id on enterprise_contact (enterprise_id, position, id);

-- +goose StatementBegin
-- Sector from the code's section; park from the outline that holds the point, else the declared park if its outline is unknown.
create function enterprise_place() returns trigger language plpgsql as $$
begin
  new.sector := (select s.sector from industry_section s where s.section = left(new.industry_code, 1));
  new.park_id := coalesce(
    (select k.id from park k where st_covers(k.boundary, new.location) order by st_area(k.boundary), k.id limit 1),
    (select k.id from park k where k.id = new.declared_park_id and (k.boundary is null or new.location is null)));
  return new;
end $$;
-- +goose StatementEnd
create trigger enterprise_place before insert or update of location, declared_park_id, industry_code on enterprise
  for each row execute function enterprise_place();

-- +goose StatementBegin
-- A new or moved outline takes in and lets go: whoever was in it, is in it, or names it is placed again.
create function park_place() returns trigger language plpgsql as $$
begin
  update enterprise e set location = e.location
   where e.park_id = new.id or e.declared_park_id = new.id or st_covers(new.boundary, e.location);
  return null;
end $$;
-- +goose StatementEnd
create trigger park_place after insert or update of boundary on park for each row execute function park_place();
