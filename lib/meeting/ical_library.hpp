/// libical, loaded when it is first needed. Internal to the files that use it.
#pragma once

#include "base/lazy_library.hpp"

#include <libical/ical.h>

namespace hnat {

/// Its functions by their own names.
struct IcalLibrary : LazyLibrary {
    IcalLibrary() : LazyLibrary(HNAT_ICAL_SONAME) {}

    Symbol<decltype(::icalcomponent_add_component)> icalcomponent_add_component{
        *this, "icalcomponent_add_component"};
    Symbol<decltype(::icalcomponent_add_property)> icalcomponent_add_property{*this,
                                                                              "icalcomponent_add_property"};
    Symbol<decltype(::icalcomponent_as_ical_string_r)> icalcomponent_as_ical_string_r{
        *this, "icalcomponent_as_ical_string_r"};
    Symbol<decltype(::icalcomponent_free)> icalcomponent_free{*this, "icalcomponent_free"};
    Symbol<decltype(::icalcomponent_new)> icalcomponent_new{*this, "icalcomponent_new"};
    Symbol<decltype(::icalmemory_free_buffer)> icalmemory_free_buffer{*this, "icalmemory_free_buffer"};
    Symbol<decltype(::icalproperty_new_description)> icalproperty_new_description{
        *this, "icalproperty_new_description"};
    Symbol<decltype(::icalproperty_new_dtend)> icalproperty_new_dtend{*this, "icalproperty_new_dtend"};
    Symbol<decltype(::icalproperty_new_dtstamp)> icalproperty_new_dtstamp{*this, "icalproperty_new_dtstamp"};
    Symbol<decltype(::icalproperty_new_dtstart)> icalproperty_new_dtstart{*this, "icalproperty_new_dtstart"};
    Symbol<decltype(::icalproperty_new_location)> icalproperty_new_location{*this,
                                                                            "icalproperty_new_location"};
    Symbol<decltype(::icalproperty_new_method)> icalproperty_new_method{*this, "icalproperty_new_method"};
    Symbol<decltype(::icalproperty_new_prodid)> icalproperty_new_prodid{*this, "icalproperty_new_prodid"};
    Symbol<decltype(::icalproperty_new_sequence)> icalproperty_new_sequence{*this,
                                                                            "icalproperty_new_sequence"};
    Symbol<decltype(::icalproperty_new_status)> icalproperty_new_status{*this, "icalproperty_new_status"};
    Symbol<decltype(::icalproperty_new_summary)> icalproperty_new_summary{*this, "icalproperty_new_summary"};
    Symbol<decltype(::icalproperty_new_uid)> icalproperty_new_uid{*this, "icalproperty_new_uid"};
    Symbol<decltype(::icalproperty_new_version)> icalproperty_new_version{*this, "icalproperty_new_version"};
    Symbol<decltype(::icaltime_from_string)> icaltime_from_string{*this, "icaltime_from_string"};
};

/// Errors: failed (it can't be loaded).
inline const IcalLibrary& ical_library() {
    static const IcalLibrary library;
    return library;
}

} // namespace hnat
