; Puts the folder of billfold.cmd on the path: of the one user, or of all where Billfold is installed for all.
; A path that is longer than this installer can hold is left as it is.
!include "LogicLib.nsh"
!include "WinMessages.nsh"
!include "WordFunc.nsh"

!define PATH_OF_USER "Environment"
!define /math LONGEST ${NSIS_MAX_STRLEN} - 1
!define PATH_OF_ALL "SYSTEM\CurrentControlSet\Control\Session Manager\Environment"

; $0 becomes the path, $1 "read", or "left" where it is there and cannot be read whole.
!macro readPath ROOT KEY
  StrCpy $1 "read"
  ClearErrors
  ReadRegStr $0 ${ROOT} "${KEY}" "Path"
  ${if} ${errors}
    StrCpy $0 ""
    ; Of a value that is too long NSIS says the same as of one that is missing.
    StrCpy $2 0
    ${do}
      ClearErrors
      EnumRegValue $3 ${ROOT} "${KEY}" $2
      ${if} ${errors}
      ${orif} $3 == ""
        ${break}
      ${endif}
      ${if} $3 == "Path"
        StrCpy $1 "left"
        ${break}
      ${endif}
      IntOp $2 $2 + 1
    ${loop}
  ${endif}
!macroend

!macro tellPath
  SendMessage ${HWND_BROADCAST} ${WM_SETTINGCHANGE} 0 "STR:Environment" /TIMEOUT=5000
!macroend

!macro addToPath ROOT KEY
  !insertmacro readPath ${ROOT} "${KEY}"
  StrLen $2 ";$0;$INSTDIR\resources\bin;"
  ${if} $2 >= ${LONGEST}
    StrCpy $1 "left"
  ${endif}
  ClearErrors
  ${WordReplace} ";$0;" ";$INSTDIR\resources\bin;" "" "E+" $3
  ${if} $1 == "left"
    DetailPrint "The path is too long to be added to: $INSTDIR\resources\bin"
  ${elseif} ${errors}
    ; Not there yet: `E` makes an error of that.
    ${if} $0 == ""
      StrCpy $0 "$INSTDIR\resources\bin"
    ${else}
      StrCpy $0 "$0;$INSTDIR\resources\bin"
    ${endif}
    WriteRegExpandStr ${ROOT} "${KEY}" "Path" "$0"
    !insertmacro tellPath
  ${endif}
!macroend

!macro customInstall
  ${if} $installMode == "all"
    !insertmacro addToPath HKLM "${PATH_OF_ALL}"
  ${else}
    !insertmacro addToPath HKCU "${PATH_OF_USER}"
  ${endif}
!macroend

!macro removeFromPath ROOT KEY
  !insertmacro readPath ${ROOT} "${KEY}"
  StrLen $2 ";$0;"
  ${if} $2 >= ${LONGEST}
    StrCpy $1 "left"
  ${endif}
  ClearErrors
  ${un.WordReplace} ";$0;" ";$INSTDIR\resources\bin;" ";" "E+" $3
  ${ifnot} ${errors}
  ${andif} $1 == "read"
    ; Without the signs that were put around it.
    StrCpy $3 $3 -1 1
    WriteRegExpandStr ${ROOT} "${KEY}" "Path" "$3"
    !insertmacro tellPath
  ${endif}
!macroend

!macro customUnInstall
  ${if} $installMode == "all"
    !insertmacro removeFromPath HKLM "${PATH_OF_ALL}"
  ${else}
    !insertmacro removeFromPath HKCU "${PATH_OF_USER}"
  ${endif}
!macroend
