-- Lists of an area in their order, whatever the area: rules and filters compare how codes begin (access.InAreas). A county's rows lie together
-- in these indexes; of a prefecture or the province the statistics tell how much it leaves out.

-- +goose Up
create index enterprise_area on enterprise (left(division_code, 6), name, id);
create index problem_area on problem (left(division_code, 6), submitted_at desc, id desc) include (division_code, status, category); -- and numbers by status and category without the rows
create index visit_area on visit (left(division_code, 6), checked_in_at desc, id desc);
create index meeting_area on meeting (left(division_code, 6), held_at desc, id desc);
create index decision_area on decision (left(division_code, 6), meeting_id);
create statistics enterprise_province on (left(division_code, 2)) from enterprise;
create statistics enterprise_city on (left(division_code, 4)) from enterprise;
create statistics problem_province on (left(division_code, 2)) from problem;
create statistics problem_city on (left(division_code, 4)) from problem;
create statistics visit_province on (left(division_code, 2)) from visit;
create statistics visit_city on (left(division_code, 4)) from visit;
analyze enterprise, problem, visit;
