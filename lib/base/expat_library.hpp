/// expat, loaded when it is first needed. Internal to the files that use it.
#pragma once

#include "base/lazy_library.hpp"

#include <expat.h>

namespace hnat {

/// Its functions by their own names.
struct ExpatLibrary : LazyLibrary {
    ExpatLibrary() : LazyLibrary(HNAT_EXPAT_SONAME) {}

    Symbol<decltype(::XML_ErrorString)> XML_ErrorString{*this, "XML_ErrorString"};
    Symbol<decltype(::XML_GetCurrentLineNumber)> XML_GetCurrentLineNumber{*this, "XML_GetCurrentLineNumber"};
    Symbol<decltype(::XML_GetErrorCode)> XML_GetErrorCode{*this, "XML_GetErrorCode"};
    Symbol<decltype(::XML_Parse)> XML_Parse{*this, "XML_Parse"};
    Symbol<decltype(::XML_ParserCreate)> XML_ParserCreate{*this, "XML_ParserCreate"};
    Symbol<decltype(::XML_ParserCreateNS)> XML_ParserCreateNS{*this, "XML_ParserCreateNS"};
    Symbol<decltype(::XML_ParserFree)> XML_ParserFree{*this, "XML_ParserFree"};
    Symbol<decltype(::XML_SetCharacterDataHandler)> XML_SetCharacterDataHandler{
        *this, "XML_SetCharacterDataHandler"};
    Symbol<decltype(::XML_SetCommentHandler)> XML_SetCommentHandler{*this, "XML_SetCommentHandler"};
    Symbol<decltype(::XML_SetElementHandler)> XML_SetElementHandler{*this, "XML_SetElementHandler"};
    Symbol<decltype(::XML_SetProcessingInstructionHandler)> XML_SetProcessingInstructionHandler{
        *this, "XML_SetProcessingInstructionHandler"};
    Symbol<decltype(::XML_SetStartCdataSectionHandler)> XML_SetStartCdataSectionHandler{
        *this, "XML_SetStartCdataSectionHandler"};
    Symbol<decltype(::XML_SetStartDoctypeDeclHandler)> XML_SetStartDoctypeDeclHandler{
        *this, "XML_SetStartDoctypeDeclHandler"};
    Symbol<decltype(::XML_SetStartElementHandler)> XML_SetStartElementHandler{*this,
                                                                              "XML_SetStartElementHandler"};
    Symbol<decltype(::XML_SetUserData)> XML_SetUserData{*this, "XML_SetUserData"};
    Symbol<decltype(::XML_StopParser)> XML_StopParser{*this, "XML_StopParser"};
};

/// Errors: failed (it can't be loaded).
inline const ExpatLibrary& expat_library() {
    static const ExpatLibrary library;
    return library;
}

} // namespace hnat
