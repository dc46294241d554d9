# Writes a C++ source that holds the text of every catalogue of sentences, under the name of its file.
#   cmake -DOUT=file.cpp "-DFILES=en.yaml;ja.yaml" -P embed-catalogues.cmake
list(SORT FILES)
set(text "// Generated from src/rules/sentences.\n#include <string_view>\nnamespace hagukumi::rules {\nstd::string_view embedded_catalogue(std::string_view code)\n{\n")
foreach(file IN LISTS FILES)
  get_filename_component(code ${file} NAME_WE)
  file(READ ${file} yaml)
  string(APPEND text "    if (code == \"${code}\") return R\"yaml(${yaml})yaml\";\n")
endforeach()
string(APPEND text "    return {};\n}\n}  // namespace hagukumi::rules\n")
file(WRITE ${OUT} "${text}")
