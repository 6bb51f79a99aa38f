{{- define "app.name" -}}
{{- default .Release.Name .Values.fullnameOverride | replace "." "-" | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "app.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{- define "app.labels" -}}
{{ include "app.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{/* of a map with the chart's appVersion and the image's values */}}
{{- define "app.image" -}}
{{- if .image.digest -}}
{{ .image.repository }}@{{ .image.digest }}
{{- else -}}
{{ .image.repository }}:{{ default .appVersion .image.tag }}
{{- end }}
{{- end }}

{{- define "web.name" -}}
{{ include "app.name" . | trunc 59 | trimSuffix "-" }}-web
{{- end }}

{{/* another name than the classifier's, so that neither's selector finds the other's pods */}}
{{- define "web.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}-web
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{- define "web.labels" -}}
{{ include "web.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}
