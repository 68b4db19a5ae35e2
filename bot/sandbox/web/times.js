// How times are written: as people in a zone would, and in UTC.

const DATE = { weekday: "short", day: "numeric", month: "short", year: "numeric" };
const TIME = { hour: "2-digit", minute: "2-digit" };
const DATE_AND_TIME = { ...DATE, ...TIME };

export function clockTime(at, timeZone, parts = DATE_AND_TIME) {
  return new Intl.DateTimeFormat("en-GB", { timeZone, ...parts }).format(new Date(at));
}

export function utcTime(at, timeZone) {
  const sameDay = clockTime(at, "UTC", DATE) === clockTime(at, timeZone, DATE);
  return `${clockTime(at, "UTC", sameDay ? TIME : DATE_AND_TIME)} UTC`;
}

export function cityOf(zone) {
  return zone.split("/").pop().replaceAll("_", " ");
}
