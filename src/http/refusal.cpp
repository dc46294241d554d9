// The words for requests that never reached a handler.
#include <string_view>

#include "http/connection.hpp"

namespace hagukumi::http {

namespace {

Text words_for(int status, std::string_view code)
{
    if (code == "outcome_unknown")
        return {
            "記録できたかどうか確認できませんでした。同じ操作をもう一度送ると、結果を確認できます（二重にはな"
            "りません）。",
            "It is not known whether this was recorded. Sending the same request again finds out; it will "
            "not "
            "be done twice."};
    switch (status) {
        case 404:
            return {"このページは見つかりません。アドレスをご確認ください。",
                    "There is nothing at this address. Please check it."};
        case 405:
            return {"このアドレスでは、その操作はできません。", "This address does not know that method."};
        case 408:
            return {"通信に時間がかかりすぎました。電波の良いところで、もう一度お試しください。",
                    "The request took too long to arrive. Please try again where the connection is better."};
        case 413: return {"送信された内容が大きすぎます。", "What was sent is too large."};
        case 415:
            return {"この形式では受け取れません。JSONを圧縮せずに送ってください。",
                    "This form is not taken. Send JSON, not compressed."};
        case 421:
            return {"このサーバーのアドレスではありません。アドレスをご確認ください。",
                    "This server does not answer for that host. Please check the address."};
        case 503:
            return {"ただいま混み合っています。少し待ってから、もう一度お試しください。",
                    "The service is busy right now. Please wait a moment and try again."};
        default:
            return {"通信の内容を読み取れませんでした。ページを開き直してください。",
                    "The request could not be read. Please open the page anew."};
    }
}

}  // namespace

Response refusal(int status, const char* code)
{
    const ErrorKind kind = status == 503 ? ErrorKind::unavailable : ErrorKind::malformed;
    return problem(status, Error{kind, code, words_for(status, code), status == 503 ? 1 : 0, {}});
}

}  // namespace hagukumi::http
