"""The owner's certificate, its file, and the page on which anyone can check it."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from certificates import credentials, forms, queries
from certificates.models import Certificate
from certificates.pdf import picture_of
from core.qr import qr_svg


@require_safe
def verify(request):
    """The form; a code found leads to its own address, which can be shared."""
    if "code" not in request.GET:
        return render(request, "certificates/verify.html", {"form": forms.VerifyForm()})
    form = forms.VerifyForm(request.GET)
    if not form.is_valid():
        return render(request, "certificates/verify.html", {"form": form}, status=422)
    certificate = queries.certificate_of_code(form.cleaned_data["code"])
    if certificate is not None:
        return redirect("verify_code", certificate.code)
    return _show_verdict(request, form, form.cleaned_data["code"])


@require_safe
def verify_code(request, code):
    return _show_verdict(request, forms.VerifyForm(initial={"code": code}), code)


def _show_verdict(request, form, typed: str):
    """Say what anyone may know: valid or not, for what, since when.

    The name is shown to whoever has the code: numbers run on, and could be used to
    list everybody.
    """
    named = queries.certificate_of_code(typed)
    certificate = named or queries.certificate_of_serial(typed)
    context = {
        "form": form,
        "certificate": certificate,
        "successor": queries.successor_of(certificate),
        "public_name": named.public_name if named else "",
        "is_shortened": bool(named) and named.public_name != named.recipient_name,
        "picture": picture_of(named, name=named.public_name)
        if named and named.is_valid
        else "",
        "is_unknown": certificate is None,
        "now": timezone.now(),
    }
    status = 200 if certificate else 404
    response = render(request, "certificates/verify.html", context, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _own(request, reference) -> Certificate:
    return get_object_or_404(Certificate.objects.of(request.user), reference=reference)


@require_safe
@login_required
def show(request, reference):
    certificate = _own(request, reference)
    context = {
        "certificate": certificate,
        "picture": picture_of(certificate, name=certificate.recipient_name),
        "qr": qr_svg(credentials.verification_url(certificate.code)),
        "verification_url": credentials.verification_url(certificate.code),
    }
    return render(request, "certificates/certificate.html", context)


@require_safe
@login_required
def show_status(request, reference):
    return JsonResponse({"done": bool(_own(request, reference).pdf)})


@require_safe
@login_required
def download(request, reference):
    certificate = _own(request, reference)
    if not certificate.pdf:
        raise Http404
    return FileResponse(
        certificate.pdf.open("rb"),
        as_attachment=True,
        filename=f"{certificate.serial}.pdf",
        content_type="application/pdf",
    )
